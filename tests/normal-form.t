#!/usr/bin/env python3
"""One text in many forms has one hash, through the stages that come before;
a text that says something else has another."""
import os
import unicodedata

from tap import done, folder, ok, records, same

LINE = "winnow-read '%s' | winnow-strip | winnow-shingle"
TEXT = '\n'.join((
    'Hội nghị tổng kết vụ mùa đã diễn ra sáng nay tại thành phố Hòa Bình.',
    'Theo báo cáo, cả tỉnh thu hoạch được 1.675.330 tấn lúa và 22,5 tấn quế.',
    'Ông Nguyễn Văn Thủy nói rằng giá không giảm trong quý ba của năm 2022.',
    'Nông dân các huyện miền núi đã nhận đủ giống cho vụ sau, theo kế hoạch.'))


def legacy(text):
    """As windows-1258 wants it: a letter with its own mark, then the tone."""
    out = ''
    for c in unicodedata.normalize('NFC', text):
        try:
            c.encode('cp1258')
            out += c
        except UnicodeEncodeError:
            parts = unicodedata.normalize('NFD', c)
            tone = [p for p in parts if p in '\u0300\u0301\u0303\u0309\u0323']
            rest = [p for p in parts if p not in tone]
            out += unicodedata.normalize('NFC', ''.join(rest)) + ''.join(tone)
    return out.encode('cp1258')


FORMS = {
    'NFC': TEXT.encode(),
    'NFD': unicodedata.normalize('NFD', TEXT).encode(),
    'windows-1258': legacy(TEXT),
    'UTF-16': TEXT.encode('utf-16'),
    'the tone placed as of old': TEXT.replace('Hòa', 'Hoà').replace(
        'Thủy', 'Thuỷ').replace('quý', 'qúy').encode(),
    'capitals': TEXT.upper().encode(),
    'soft hyphens and joiners': TEXT.replace('ng', 'n\u00adg').replace(
        'hu', 'h\u200du').replace(' v', ' \u2060v').encode(),
    'no-break spaces': TEXT.replace(' c', '\u00a0c').encode(),
    'Đ from Iceland': TEXT.replace('đ', 'ð').encode(),
}
OTHERS = {
    'a number': TEXT.replace('1.675.330', '1.675.331'),
    'a point in a number': TEXT.replace('22,5', '225'),
    'a name': TEXT.replace('Thủy', 'Thúy'),
    'a negation': TEXT.replace(' không', ''),
    'a diacritic': TEXT.replace('Bình', 'Binh'),
}


def hashes(work, name, content):
    path = os.path.join(work, name)
    with open(path, 'wb') as file:
        file.write(content)
    (record,) = records(LINE % path)
    return [item['hash'] for item in record['shingles']]


with folder() as work:
    want = hashes(work, 'text.txt', TEXT.encode())
    ok(len(set(want)) == 4, 'four paragraphs, four hashes')
    for i, (form, content) in enumerate(FORMS.items()):
        same(hashes(work, 'form%d.txt' % i, content), want, 'equal: ' + form)
    for i, (change, text) in enumerate(OTHERS.items()):
        got = hashes(work, 'other%d.txt' % i, text.encode())
        same(sum(a != b for a, b in zip(got, want)), 1,
             'not equal: %s is another' % change)
done()
