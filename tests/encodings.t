#!/usr/bin/env python3
"""What winnow-read makes of texts in every encoding that can hold them.

Texts of over 200 letters (tests/encodings/LANGUAGE.txt, a blank line between
two) go through it bare and as HTML, without a declaration, with the right
one, and with several that are wrong. Each comes out right, or is flagged (no
record, or characters lost), or is silently wrong, which must not happen. The
same cut to 100 letters is counted for information.

Arguments: other files of such texts, to be counted without a verdict.
"""
import os
import subprocess
import sys
import unicodedata

from tap import ROOT, done, folder, ok, run

WRONG = ('utf-8 iso-8859-1 iso-8859-2 iso-8859-15 windows-1251 windows-1253 '
         'windows-1258 koi8-r ibm866 viscii tcvn x-viet-vni gb2312 big5 '
         'shift_jis euc-kr macintosh').split()

# VNI-Windows as its keyboard has it: the vowel with its hat, then the tone.
VNI_HATS = {'\u0302': 'âáàåãä', '\u0306': 'êéèúüë', '': ' ùøûõï'}
VNI_WHOLE = dict(zip('íìỉĩịỵđơư', 'íìæóòîñôö'))
TONES = ['', '\u0301', '\u0300', '\u0309', '\u0303', '\u0323']

# VPS in the order of its code page.
VPS = dict(zip(
    'ẠẬẶẸỆ' 'ỊỌỘỢỤỰ' 'Ỵ' 'ẪỮ'
    'ÀẢÃẤẦẨọỗĂếềểệẮẰẲẾ‘’ỀỂỄỐỒỔỖýỷỵỚỜỞ\xa0ắằẳẵặỠớÙờởỡŨỨợỪổỬỲỸÍÌộỈĨÓửữÒỎÕự'
    'ầÁÂấẩẫậđẻÉÊẹỉễịỹƯỦồốÔỏơÈừứÚũưÝẺßàáâãảạăçèéêẽìíîĩẴĐòóôõöƠụùúủüỶẼỳ',
    [2, 3, 4, 5, 6, 16, 17, 18, 19, 20, 21, 25, 28, 29, *range(0x80, 0x100)]))


def nfc(text):
    return unicodedata.normalize('NFC', text)


def vni_letter(c):
    small = c.lower()
    base, marks = small, ''
    if small in VNI_WHOLE:
        out = VNI_WHOLE[small]
    else:
        parts = unicodedata.normalize('NFD', small)
        base, marks = parts[0], parts[1:]
        hat = ''.join(m for m in marks if m in '\u0302\u0306')
        tone = ''.join(m for m in marks if m in TONES)
        if '\u031b' in marks:
            base = {'o': 'ô', 'u': 'ö'}[base]
        out = base
        if hat or tone:
            out += VNI_HATS[hat][TONES.index(tone)]
    return out.upper() if c != small else out


def vni(text):
    return ''.join(c if ord(c) < 128 or not c.isalpha() else vni_letter(c)
                   for c in text).encode('cp1252')


def vps(text):
    return bytes(VPS.get(c) or ord(c) for c in text)


def iconv(name):
    def encode(text):
        return subprocess.run(['iconv', '-f', 'UTF-8', '-t', name],
                              input=text.encode(), capture_output=True,
                              check=True).stdout
    return encode


def python(name):
    return lambda text: text.encode(name)


def twice(text):
    """UTF-8 that was taken for Windows-1252, C1 controls for themselves."""
    return ''.join(bytes([b]).decode('cp1252', 'ignore') or chr(b)
                   for b in text.encode()).encode()


# name, label in the page, encoder
UNICODE = [('utf-8', 'utf-8', python('utf-8')),
           ('utf-8 nfd', 'utf-8',
            lambda t: unicodedata.normalize('NFD', t).encode()),
           ('utf-8 twice', 'utf-8', twice),
           ('utf-16le', 'utf-16', python('utf-16le')),
           ('utf-16be', 'utf-16', python('utf-16be')),
           ('utf-16le bom', 'utf-16', lambda t: b'\xff\xfe' + t.encode('utf-16le')),
           ('utf-16be bom', 'utf-16', lambda t: b'\xfe\xff' + t.encode('utf-16be'))]
ENCODINGS = {
    'vi': [('windows-1258', 'windows-1258', iconv('CP1258')),
           ('tcvn', 'tcvn3', iconv('TCVN5712-1')),
           ('viscii', 'viscii', iconv('VISCII')),
           ('vni', 'x-viet-vni', vni), ('vps', 'x-viet-vps', vps)],
    'fr': [('windows-1252', 'windows-1252', python('cp1252')),
           ('iso-8859-15', 'iso-8859-15', python('iso-8859-15'))],
    'ru': [(name, name, python(name))
           for name in ('windows-1251', 'koi8-r', 'iso-8859-5', 'ibm866')],
    'zh': [('gb18030', 'gb18030', python('gb18030'))],
    'zh-hant': [('gb18030', 'gb18030', python('gb18030')),
                ('big5', 'big5', python('big5'))],
    'en': [('windows-1252', 'windows-1252', python('cp1252'))],
}
# what an encoding has no character for
PLAIN = {'tcvn': True, 'viscii': True, 'vps': True, 'iso-8859-15': True,
         'koi8-r': True, 'iso-8859-5': True, 'ibm866': True}
STRAIGHT = str.maketrans({'“': '"', '”': '"', '‘': "'", '’': "'", '–': '-',
                          '—': '-', '…': '...'})


def cut(text, letters):
    """The first words with so many letters."""
    for at, c in enumerate(text):
        letters -= c.isalpha()
        if letters <= 0 and not text[at + 1:at + 2].isalpha():
            return text[:at + 1]
        if letters <= 0 and ord(c) > 0x3000:
            return text[:at + 1]
    return text


def page(text, label):
    meta = label and '<meta charset="%s">\n' % label
    return ('<!DOCTYPE html>\n<html><head>\n%s<title>x</title></head>\n'
            '<body>\n<p>%s</p>\n</body></html>\n' % (meta, text))


def forms(label):
    """(column, name, text to document)"""
    yield 'text', 'text', lambda t: t + '\n'
    yield 'html', 'html', lambda t: page(t, '')
    yield 'right', 'right', lambda t: page(t, label)
    for wrong in WRONG:
        if wrong != label:
            yield 'wrong', wrong, lambda t, w=wrong: page(t, w)


def cases(language, texts):
    """(name, column, encoding, document, bytes)"""
    for number, text in enumerate(texts):
        for name, label, encode in UNICODE + ENCODINGS[language]:
            own = text.translate(STRAIGHT) if name in PLAIN else text
            for column, form, wrap in forms(label):
                yield ('%s-%d.%s.%s' % (language, number, name, form), column,
                       name, wrap(own), encode(wrap(own)))


def read(inputs):
    """Records by file name of a run over files of these bytes."""
    import json
    with folder() as work:
        for name, data in inputs.items():
            with open(os.path.join(work, name), 'wb') as out:
                out.write(data)
        result = run('winnow-read -q %s' % work)
        if result.returncode not in (0, 3):
            raise SystemExit('Bail out! ' + result.stderr.decode())
        rows = [json.loads(line) for line in result.stdout.splitlines()]
    return {os.path.basename(row['path']): row for row in rows}


def verdict(row, want):
    if row is None or row['lossy']:
        return 'flagged'
    got = row.get('html') or row.get('text')
    return 'right' if nfc(got).strip() == nfc(want).strip() else 'wrong'


def judge(language, texts):
    """Counts by encoding and column, and what is silently wrong."""
    every = list(cases(language, texts))
    rows = read({name: data for name, _, _, _, data in every})
    table, worse = {}, []
    for name, column, encoding, want, _ in every:
        what = verdict(rows.get(name), want)
        cell = table.setdefault((encoding, column),
                                dict(right=0, flagged=0, wrong=0))
        cell[what] += 1
        if what == 'wrong' or what == 'flagged' and column == 'right':
            worse.append((what, name, rows.get(name, {}).get('charset')))
        if what != 'right' and os.environ.get('VERBOSE'):
            print('#    ', what, name, rows.get(name, {}).get('charset'))
    return table, worse


def show(language, table, title):
    columns = ['text', 'html', 'right', 'wrong']
    print('# %-8s %-18s' % (language, title) +
          ''.join('%14s' % ('meta ' * (c in ('right', 'wrong')) + c)
                  for c in columns) + '   (right/flagged/wrong)')
    for encoding in dict.fromkeys(e for e, _ in table):
        print('#          %-18s' % encoding + ''.join(
            '%14s' % '/'.join(str(n) for n in table[encoding, c].values())
            for c in columns))


def load(path):
    with open(path, encoding='utf-8') as lines:
        return [t for t in lines.read().strip().split('\n\n')]


def main(others):
    for language in ENCODINGS:
        texts = load(os.path.join(ROOT, 'tests/encodings', language + '.txt'))
        ok(all(sum(map(str.isalpha, t)) > 200 for t in texts),
           language + ': texts of over 200 letters')
        table, worse = judge(language, texts)
        show(language, table, '> 200 letters')
        wrong = [w for w in worse if w[0] == 'wrong']
        ok(not wrong, language + ': nothing is silently wrong', *wrong)
        missed = [w for w in worse if '.right' in w[1]]
        ok(not missed, language + ': what is declared rightly is right',
           *missed)
        table, _ = judge(language, [cut(t, 100) for t in texts])
        show(language, table, '100 letters')
    for path in others:
        language = os.path.splitext(os.path.basename(path))[0]
        table, worse = judge(language, load(path))
        show(language, table, path[-18:])
        for row in worse:
            print('#   ', *row)
    done()


main(sys.argv[1:])
