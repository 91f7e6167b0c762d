#!/usr/bin/python
"""Modbus/TCP slave: a few registers, and the names of the coils."""
from SocketServer import TCPServer, BaseRequestHandler
from struct import pack, unpack, calcsize
import binascii, sys, copy_reg

MBAP = '>HHHB'

class ModbusException(Exception):
    def __init__(self, code):
        self.code = code

class Slave(BaseRequestHandler):
    registers = [i * 1000 + 0xff for i in xrange(16)]
    coils = [False] * 16

    def handle(self):
        self.functions = {3: self.read_registers, 6: self.write_register, 16: self.write_registers, 0x2b: self.identify, 1: self.read_coils}
        while True:
            header = self.request.recv(7)
            if header == "": break
            (transaction, protocol, length, unit) = unpack(MBAP, header)
            pdu = self.request.recv(length - 1)
            code = ord(pdu[0])
            print 'unit %d: %s' % (unit, binascii.b2a_hex(pdu).upper())
            try:
                if not code in self.functions:
                    raise ModbusException(1)
                try:
                    answer = pdu[0] + self.functions[code](pdu[1:])
                except (IndexError, ValueError), e:
                    raise ModbusException(2)
            except ModbusException, e:
                answer = chr(code | 0x80) + chr(e.code)
            self.request.send(pack(MBAP, transaction, protocol, len(answer) + 1, unit) + answer)

    def read_registers(self, data):
        start, count = unpack('>HH', data[:4])
        if start + count > len(self.registers):
            raise ModbusException(2)
        values = self.registers[start:start + count]
        return chr(count * 2) + pack('>%dH' % count, *values)

    def write_register(self, data):
        address, value = unpack('>HH', data)
        self.registers[address] = value
        return data

    def write_registers(self, data):
        start, count, size = unpack('>HHB', data[:5])
        for n in range(size / 2):
            self.registers[start + n] = unpack('>H', data[5 + n * 2:7 + n * 2])[0]
        return data[:4]

    def read_coils(self, data):
        start, count = unpack('>HH', data[:4])
        bits = [bool(r & 1) for r in self.registers[start:start + count]]
        n = (count + 7) / 8
        octets = [0] * n
        for i, bit in enumerate(bits):
            if bit:
                octets[i / 8] |= 1 << (i % 8)
        return chr(n) + ''.join(map(chr, octets))

    def identify(self, data):
        if data[0] <> '\x0e':
            raise ModbusException(3)
        names = ['Fa\xdfbinder', 'slave', '1.0']
        return data + chr(len(names)) + ''.join([chr(i) + chr(len(n)) + n for i, n in enumerate(names)])

class ModbusServer(TCPServer):
    allow_reuse_address = True

server = ModbusServer(('127.0.0.1', 0), Slave)
print 'modbus on port', server.server_address[1]
server.serve_forever()
