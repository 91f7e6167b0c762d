import sys

print
print 'a', 1,
print 'b'
print >>sys.stdout, 'to', 'stdout'
print ('a', 1)
print ('a')
print 'x' % (),; print "y"
print 'caf\xe9', repr('caf\xe9')
