names = {}
exec 'x = 1' in names
exec "names['y'] = 'run'"
print names['x'], names['y']
