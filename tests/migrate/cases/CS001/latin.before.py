# -*- coding: utf-8 -*-
name = "André"     # André
print repr(name)
