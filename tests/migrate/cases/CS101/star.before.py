def serve():
    if 1:
        import SocketServer as S; print S.UDPServer.max_packet_size


from SocketServer import *

serve()
print issubclass(ThreadingTCPServer, ThreadingMixIn), issubclass(StreamRequestHandler, BaseRequestHandler)
