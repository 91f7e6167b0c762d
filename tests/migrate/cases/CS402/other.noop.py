def first(e):
    return e[0]
