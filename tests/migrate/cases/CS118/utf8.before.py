# -*- coding: utf-8 -*-
import sys
reload(sys)
sys.setdefaultencoding('utf-8')

print repr(u'caf\xe9'.encode('utf-8'))
