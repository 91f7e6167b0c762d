"""The modules SimpleXMLRPCServer and DocXMLRPCServer, whose functions may return native strings."""

from compatsrv.py2._names import take

if str is bytes:
    import DocXMLRPCServer as _DocXMLRPCServer
    import SimpleXMLRPCServer as _SimpleXMLRPCServer

    take(_SimpleXMLRPCServer, globals())
    take(_DocXMLRPCServer, globals())
else:
    import xmlrpc.server

    from compatsrv.py2 import xmlrpcs

    take(xmlrpc.server, globals())
    take(xmlrpcs, globals())
