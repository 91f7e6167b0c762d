from __future__ import print_function
def serve():
    if 1:
        import compatsrv as S; print(S.UDPServer.max_packet_size)


from compatsrv import *
from compatsrv.py2 import print

serve()
print(issubclass(ThreadingTCPServer, ThreadingMixIn), issubclass(NativeStreamRequestHandler, NativeBaseRequestHandler))
