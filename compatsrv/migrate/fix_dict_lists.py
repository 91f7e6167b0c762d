"""modernize's fixer of dicts, which makes lists for loops too: their bodies may change the dict."""

from fissix.fixes import fix_dict
from libmodernize.fixes import fix_dict_six


class FixDictLists(fix_dict_six.FixDictSix):

    def in_special_context(self, node, isiter):
        return fix_dict.FixDict.in_special_context(self, node, False)
