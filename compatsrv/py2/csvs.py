"""The module csv, for native strings: rows that are read have them, and rows that are written may."""

from compatsrv.py2._names import take

if str is bytes:
    import csv as _csv

    take(_csv, globals())
else:
    import csv

    from compatsrv.py2._common import natives

    take(csv, globals())

    class reader(object):
        """csv.reader(): an iterator of rows."""

        def __init__(self, csvfile, *args, **kwargs):
            self._reader = csv.reader(csvfile, *args, **kwargs)

        def __iter__(self):
            return self

        def __next__(self):
            return natives(next(self._reader))

        next = __next__
        line_num = property(lambda self: self._reader.line_num)
        dialect = property(lambda self: self._reader.dialect)

    class writer(object):
        """csv.writer(). A native string can be made a number, and is none."""

        def __init__(self, csvfile, *args, **kwargs):
            self._writer = csv.writer(csvfile, *args, **kwargs)
            self.dialect = self._writer.dialect

        def writerow(self, row):
            self._writer.writerow([str.__str__(field) if isinstance(field, str) else field for field in row])

        def writerows(self, rows):
            for row in rows:
                self.writerow(row)

    class DictReader(csv.DictReader):
        """csv.DictReader(): rows are dicts."""

        def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect='excel', *args, **kwargs):
            csv.DictReader.__init__(self, f, fieldnames, restkey, restval, dialect, *args, **kwargs)
            self.reader = reader(f, dialect, *args, **kwargs)

        def __next__(self):
            return dict(csv.DictReader.__next__(self))

        next = __next__

    class DictWriter(csv.DictWriter):
        """csv.DictWriter()."""

        def __init__(self, f, fieldnames, restval='', extrasaction='raise', dialect='excel', *args, **kwargs):
            csv.DictWriter.__init__(self, f, fieldnames, restval, extrasaction, dialect, *args, **kwargs)
            self.writer = writer(f, dialect, *args, **kwargs)
