import itertools

names = map(str.strip, [' a', 'b '])
print names[0], zip('ab', 'cd')[1], filter(lambda n: n > 1, [1, 2])
for a, b in itertools.izip('ab', [1, 2]):
    print a, b
print list(itertools.imap(len, ['a', 'bc']))
