#!/usr/bin/env python
# -*- coding: utf-8 -*-
"""Messages in XML, one a line: minidom, ElementTree, sax."""
import SocketServer, StringIO, sys, codecs, xml.sax
from xml.dom import minidom
from xml.sax import handler, saxutils, make_parser
from xml.etree import ElementTree as ET
try:
    import cElementTree as cET
except ImportError:
    import xml.etree.cElementTree as cET

TITLE = 'Überschrift'
TITLES = {'de': u'Überschrift', 'fr': u'en-tête', 'ru': u'\u0437\u0430\u0433\u043e\u043b\u043e\u0432\u043e\u043a'}

class Counter(handler.ContentHandler):
    def __init__(self):
        handler.ContentHandler.__init__(self)
        self.names, self.chars = {}, u''
    def startElement(self, name, attrs):
        self.names[name] = self.names.get(name, 0) + 1
        for k, v in attrs.items():
            self.chars += v
    def characters(self, content):
        self.chars += content

def text_of(node):
    rc = ''
    for child in node.childNodes:
        if child.nodeType == child.TEXT_NODE:
            rc = rc + child.data
    return rc

class FeedHandler(SocketServer.StreamRequestHandler):
    def handle(self):
        for line in self.rfile:
            line = line.strip()
            if not line:
                break
            kind, xml_text = line.split(' ', 1)
            try:
                answer = getattr(self, kind)(xml_text)
            except (xml.sax.SAXException, SyntaxError), e:
                answer = 'not well-formed'
            except Exception, e:
                answer = 'error %s' % e.__class__.__name__
            if type(answer) == unicode:
                answer = answer.encode('utf-8')
            self.wfile.write(answer + '\n')

    def dom(self, s):
        try:
            doc = minidom.parseString(s)
        except Exception, e:
            return 'dom: %s' % str(e).split(':')[0]
        items = doc.getElementsByTagName('item')
        titles = [text_of(i).strip() for i in items]
        root = doc.documentElement
        lang = root.getAttribute('lang') or 'de'
        return '%s: %s' % (TITLES[str(lang)].encode('utf-8'), ', '.join([t.encode('utf-8') for t in titles]))

    def build(self, s):
        doc = minidom.Document()
        feed = doc.createElement('feed')
        doc.appendChild(feed)
        for word in s.split():
            e = doc.createElement('w')
            e.setAttribute('n', str(len(word)))
            e.appendChild(doc.createTextNode(word.decode('utf-8')))
            feed.appendChild(e)
        return doc.toxml('utf-8') + '|' + feed.toxml().encode('ascii', 'xmlcharrefreplace') + '|' + `feed.childNodes[0].getAttribute('n')`

    def tree(self, s):
        root = ET.fromstring(s)
        out = []
        for e in root.getiterator('item'):
            out.append('%s=%s' % (e.get('id'), (e.text or '').encode('utf-8')))
        root.set('seen', 'yes')
        ET.SubElement(root, 'count').text = str(len(out))
        return ';'.join(out) + ' ' + ET.tostring(root)

    def sax(self, s):
        c = Counter()
        xml.sax.parseString(s, c)
        names = c.names.items()
        names.sort()
        return repr([(str(n), v) for n, v in names]) + ' ' + c.chars.encode('utf-8') + ' %d' % len(c.chars)

    def uni(self, s):
        u = s.decode('utf-8', 'ignore')
        w = codecs.getwriter('utf-8')(self.wfile)
        w.write(u[::-1] + u'\u2026 ')
        return codecs.lookup('iso8859-15').name + ' ' + u.encode('iso8859-15', 'replace') + ' ' + saxutils.escape(s) + TITLE[0:2]

if __name__ == '__main__':
    server = SocketServer.TCPServer(('127.0.0.1', 0), FeedHandler)
    print 'feed on port', server.server_address[1]
    server.serve_forever()
