print 0755, 10L, 0xFFL, 0, 00, 0.5, 0777L
