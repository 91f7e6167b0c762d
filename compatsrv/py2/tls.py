"""The module ssl, with what later Pythons took away: wrap_socket() and the names of old protocols."""

import ssl as _plain

from compatsrv.py2._names import take

take(_plain, globals())
if str is not bytes:
    # What is not there any more is negotiated, with what the library still allows.
    for _name in ('PROTOCOL_SSLv2', 'PROTOCOL_SSLv3', 'PROTOCOL_SSLv23', 'PROTOCOL_TLSv1', 'PROTOCOL_TLSv1_1', 'PROTOCOL_TLSv1_2'):
        globals().setdefault(_name, _plain.PROTOCOL_TLS)

    def wrap_socket(sock, keyfile=None, certfile=None, server_side=False, cert_reqs=_plain.CERT_NONE, ssl_version=None,
                    ca_certs=None, do_handshake_on_connect=True, suppress_ragged_eofs=True, ciphers=None):
        """As it was up to 3.11, with the native strings of sock."""
        from compatsrv._requests import NativeSocket, native_socket
        context = _plain.SSLContext(_plain.PROTOCOL_TLS_SERVER if server_side else _plain.PROTOCOL_TLS_CLIENT)
        context.check_hostname = False
        context.verify_mode = cert_reqs
        if ca_certs:
            context.load_verify_locations(ca_certs)
        if certfile:
            context.load_cert_chain(certfile, keyfile)
        if ciphers:
            context.set_ciphers(ciphers)
        plain = context.wrap_socket(getattr(sock, 'raw', sock), server_side=server_side, suppress_ragged_eofs=suppress_ragged_eofs,
                                    do_handshake_on_connect=do_handshake_on_connect)
        return native_socket(plain) if isinstance(sock, NativeSocket) else plain
