print -7L.__hash__(), 0777L, 8L .real
