"""The module binascii, for native strings; checksums are signed, as on 2.7."""

from compatsrv.py2._names import take

if str is bytes:
    import binascii as _binascii

    take(_binascii, globals())
else:
    import binascii

    from compatsrv._strings import b, n

    take(binascii, globals())

    def _both(name):
        function = getattr(binascii, name)

        def both(data, *args):
            return n(function(b(data), *args))
        return both

    for _name in ('a2b_uu', 'b2a_uu', 'a2b_base64', 'b2a_base64', 'a2b_qp', 'b2a_qp', 'b2a_hex', 'hexlify'):
        globals()[_name] = _both(_name)

    def unhexlify(hexstr):
        """The bytes that hexadecimal digits stand for; TypeError if they are none, as on 2.7."""
        try:
            return n(binascii.unhexlify(b(hexstr)))
        except binascii.Error as error:
            raise TypeError(str(error))

    a2b_hex = unhexlify

    def crc_hqx(data, value):
        return binascii.crc_hqx(b(data), value)

    def _signed(number):
        return number - (1 << 32) if number & 0x80000000 else number

    def crc32(data, value=0):
        return _signed(binascii.crc32(b(data), value & 0xffffffff))
