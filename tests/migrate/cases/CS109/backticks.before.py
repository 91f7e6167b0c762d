name = 'caf\xe9'
print `name`, `1, 2`, `(3)` + `'a'`, `[`name`]`
