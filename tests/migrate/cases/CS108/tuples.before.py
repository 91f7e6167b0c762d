def handle((host, port), data):
    """Docstring."""
    return host, port + 1, data


print handle(('a', 1), 'x'), (lambda (a, b): a + b)((1, 2))
