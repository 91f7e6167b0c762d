#!/usr/bin/env python
# no coding line
name = "André"
print repr(name)
