#!/usr/bin/env python2
# coding: utf-8
import os,socket,threading,time,SocketServer
#import traceback

allow_delete = False
local_ip = '127.0.0.1'
currdir=os.path.abspath('.')

class FTPHandler(SocketServer.BaseRequestHandler):
    def setup(self):
        self.conn=self.request
        self.basewd=currdir
        self.cwd=self.basewd
        self.rest=False
        self.pasv_mode=False
        self.mode='A'

    def handle(self):
        self.conn.send('220 Welcome!\r\n')
        while True:
            cmd=self.conn.recv(256)
            if not cmd: break
            else:
                print 'Received:',cmd.rstrip()
                try:
                    func=getattr(self,cmd[:4].strip().upper())
                    func(cmd)
                except Exception,e:
                    print 'ERROR:',e
                    self.conn.send('500 Sorry.\r\n')

    def USER(self,cmd):
        self.conn.send('331 OK.\r\n')
    def PASS(self,cmd):
        if cmd[5:-2] in ('secret','gehei\xdf'):
            self.conn.send('230 OK.\r\n')
        else:
            self.conn.send('530 Incorrect.\r\n')
    def QUIT(self,cmd):
        self.conn.send('221 Goodbye.\r\n')
    def NOOP(self,cmd):
        self.conn.send('200 OK.\r\n')
    def TYPE(self,cmd):
        self.mode=cmd[5]
        self.conn.send('200 %s mode.\r\n' % {'A': 'ASCII', 'I': 'Binary'}.get(self.mode, '?' + self.mode))
    def PWD(self,cmd):
        cwd=os.path.relpath(self.cwd,self.basewd)
        if cwd=='.':
            cwd='/'
        else:
            cwd='/'+cwd
        self.conn.send('257 \"%s\"\r\n' % cwd)
    def MKD(self,cmd):
        dn=os.path.join(self.cwd,cmd[4:-2])
        os.mkdir(dn)
        self.conn.send('257 Directory created.\r\n')
    def CWD(self,cmd):
        chwd=cmd[4:-2]
        if chwd=='/':
            self.cwd=self.basewd
        elif chwd[0]=='/':
            self.cwd=os.path.join(self.basewd,chwd[1:])
        else:
            self.cwd=os.path.join(self.cwd,chwd)
        self.conn.send('250 OK.\r\n')

    def PASV(self,cmd): # from http://goo.gl/3if2U
        self.pasv_mode = True
        self.servsock = socket.socket(socket.AF_INET,socket.SOCK_STREAM)
        self.servsock.bind((local_ip,0))
        self.servsock.listen(1)
        ip, port = self.servsock.getsockname()
        self.conn.send('227 Entering Passive Mode (%s,%u,%u).\r\n' % (','.join(ip.split('.')), port>>8&0xFF, port&0xFF))

    def start_datasock(self):
        if self.pasv_mode:
            self.datasock, addr = self.servsock.accept()
        else:
            self.datasock=socket.socket(socket.AF_INET,socket.SOCK_STREAM)
            self.datasock.connect((self.dataAddr,self.dataPort))

    def stop_datasock(self):
        self.datasock.close()
        if self.pasv_mode:
            self.servsock.close()

    # This server opens its data in the same connection for those behind a firewall
    def XINL(self,cmd):
        a, b = socket.socketpair()
        b.sendall(open(os.path.join(self.cwd,cmd[5:-2]),'rb').read())
        b.close()
        total=0
        while True:
            data=a.recv(7)
            if not data: break
            total+=len(data)
            self.conn.send(data)
        self.conn.send('\r\n226 %d bytes.\r\n' % total)

    def STOR(self,cmd):
        fn=os.path.join(self.cwd,cmd[5:-2])
        print 'Uploading:',os.path.basename(fn)
        if self.mode=='I':
            fo=open(fn,'wb')
        else:
            fo=open(fn,'w')
        self.conn.send('150 Send, and end with a dot.\r\n')
        tail = ''
        while True:
            data=self.conn.recv(5)
            if not data: break
            tail += data
            if tail.endswith('\r\n.\r\n'):
                break
        fo.write(tail[:-5])
        fo.close()
        self.conn.send('226 Transfer complete.\r\n')

    def RETR(self,cmd):
        fn=os.path.join(self.cwd,cmd[5:-2])
        if self.mode=='I':
            fi=open(fn,'rb')
        else:
            fi=open(fn,'r')
        self.conn.send('150 Opening data connection.\r\n')
        if self.rest:
            fi.seek(self.pos)
            self.rest=False
        data= fi.read(1024)
        while data:
            self.conn.send(data)
            data=fi.read(1024)
        fi.close()
        self.conn.send('226 Transfer complete.\r\n')

    def REST(self,cmd):
        self.pos=int(cmd[5:-2])
        self.rest=True
        self.conn.send('250 File position reseted.\r\n')

    def SIZE(self,cmd):
        self.conn.send('213 %d\r\n' % os.path.getsize(os.path.join(self.cwd,cmd[5:-2])))

    def LIST(self,cmd):
        for t in sorted(os.listdir(self.cwd)):
            k=self.toListItem(os.path.join(self.cwd,t))
            self.conn.send(k+'\r\n')
        self.conn.send('226 Directory send OK.\r\n')

    def toListItem(self,fn):
        st=os.stat(fn)
        fullmode='rwxrwxrwx'
        mode=''
        for i in range(9):
            mode+=((st.st_mode>>(8-i))&1) and fullmode[i] or '-'
        d=(os.path.isdir(fn)) and 'd' or '-'
        return d+mode[:3]+' %6d ' % (os.path.isfile(fn) and st.st_size or 0)+os.path.basename(fn)

class FTPServer(SocketServer.ThreadingMixIn,SocketServer.TCPServer):
    daemon_threads=True

if __name__=='__main__':
    ftp=FTPServer((local_ip,0),FTPHandler)
    print 'On',local_ip,'port',ftp.server_address[1]
    ftp.serve_forever()
