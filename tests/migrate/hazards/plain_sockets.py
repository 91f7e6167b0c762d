"""Sockets without SocketServer: threads, select, a client."""

import json
import select
import socket
import thread
import threading

clients = []


def serve(port):
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.bind(('', port))
    listener.listen(5)
    while True:
        conn, addr = listener.accept()
        clients.append(conn)
        thread.start_new_thread(talk, (conn, addr))


def talk(conn, addr):
    conn.send('hello')                                                  #: CS216
    while True:
        data = conn.recv(4096)
        if not data:
            break
        if data == 'shutdown':                                          #: CS201
            break
        elif data[:4] == 'echo':                                        #: CS201
            conn.send(data[4:])
        elif 'json' in data:                                            #: CS213
            reply = json.dumps({'said': data})                          #: CS218
            conn.sendall(reply)                                         #: CS216
        else:
            broadcast(conn, data)
    conn.close()


def broadcast(sender, message):
    for client in clients:
        if client is not sender:
            client.send('> ' + message)                                 #: CS212


class Worker(threading.Thread):
    def __init__(self, sock):
        threading.Thread.__init__(self)
        self.sock = sock
        self.lines = []

    def run(self):
        stream = self.sock.makefile()                                   #: CS208
        data = self.sock.recv(100)
        self.lines.append(data)
        if 'end' in self.lines:                                         #: CS204
            return
        try:
            number = int(data) + ord(data[0])                           #: CS210
            self.sock.send(str(number))                                 #: CS216
        except:                                                         #: CS209
            pass

    def stop(self):
        self._Thread__stop()                                            #: CS305


def poll(listener):
    buffers = {}
    inputs = [listener]
    while inputs:
        readable, _, _ = select.select(inputs, [], [], 1)
        for sock in readable:
            if sock is listener:
                conn, _ = listener.accept()
                inputs.append(conn)
                buffers[conn] = ''
            else:
                data = sock.recv(1024)
                buffers[sock] += data                                   #: CS212
                if data.endswith('\n'):                                 #: CS211
                    sock.send('ok\n')                                   #: CS216


def ask(host, question):
    sock = socket.create_connection((host, 80))
    sock.sendall('GET %s HTTP/1.0\r\n\r\n' % question)                  #: CS216
    answer = ''
    for part in iter(lambda: sock.recv(1024), ''):                      #: CS202
        answer += part                                                  #: CS212
    head, body = answer.split('\r\n\r\n')                               #: CS211
    print head                                                          #: CS206
    return body.find('<title>') > 0                                     #: CS211


if __name__ == '__main__':
    threading.Thread(target=serve, args=(9000,)).start()
    worker = Worker(socket.create_connection(('localhost', 9000)))
    worker.start()
