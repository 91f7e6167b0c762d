"""README.md and docs/: what they link to is there, and every page can be found."""

import io
import os
import re

LINK = re.compile(r'\]\(([^)\s]+)\)')


def text_of(*path):
    with io.open(os.path.join(*path), encoding='utf-8') as file:
        return file.read()


def test_readme_leads_to_every_page(root):
    linked = set(LINK.findall(text_of(root, 'README.md')))
    assert {name for name in os.listdir(os.path.join(root, 'docs')) if 'docs/' + name not in linked} == set()


def anchors(text):
    """The anchors of the headings of a page, as they are made on the sites that show it."""
    return {re.sub(r'[^\w -]', '', title.lower()).replace(' ', '-') for title in re.findall(r'(?m)^#+ (.*)$', text)}


def test_links_lead_somewhere(root):
    pages = ['README.md'] + ['docs/' + name for name in sorted(os.listdir(os.path.join(root, 'docs')))]
    seen = 0
    for page in pages:
        for link in LINK.findall(re.sub(r'(?s)```.*?```', '', text_of(root, page))):
            if ':' in link:
                continue
            path, _, anchor = link.partition('#')
            target = os.path.join(root, os.path.dirname(page), path) if path else os.path.join(root, page)
            assert os.path.isfile(target), '%s: %s' % (page, link)
            assert not anchor or anchor in anchors(text_of(target)), '%s: %s' % (page, link)
            seen += 1
    assert seen > 60
