# coding: utf-8
import re
print re.sub(ur'\d+', u'', u'a1b22') == u'ab', ur'\u0041\\u0041' == u'A\\\\u0041', UR"\"" == u'\\"', ur'' == u''
print repr(r'é\'\\ \u'), len('''\
\U \\\N'''), repr(r'\u stays')
