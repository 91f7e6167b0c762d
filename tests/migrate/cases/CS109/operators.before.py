print `1` + `'a'`, 1 <> 2, [x for x in 1, 2]
