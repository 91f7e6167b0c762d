import os, subprocess, tempfile

path = os.path.join(tempfile.mkdtemp(), 'file')
f = open(path, 'wb')
f.write('caf\xe9\r\n\x00')
f.close()
print repr(open(path, 'rb').read()), repr(file(path).readline()), [repr(line) for line in open(path)]
print repr(os.popen('printf "a\\351"').read()), repr(subprocess.Popen(['cat'], stdin=subprocess.PIPE, stdout=subprocess.PIPE).communicate('\xe9')[0])
