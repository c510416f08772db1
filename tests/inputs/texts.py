"""texts.py - rows 79 to 95 and 105 to 113: characters, encodings, lines."""
import os
import json
import unicodedata

from rows import need, row, within

VI = ('Sáng nay, hội nghị toàn quốc về chuyển đổi số khai mạc tại thủ đô với sự tham dự của đại '
      'biểu các bộ, ngành và địa phương. Phát biểu khai mạc, lãnh đạo ban tổ chức nhấn mạnh những '
      'kết quả đã đạt được trong năm qua và đề nghị các đơn vị tiếp tục đẩy mạnh cải cách.')


@row(79, 'bytes that are no UTF-8, overlong forms, surrogates')
def _(at):
    at.write('x.txt', VI.encode() + b' \xff \xc0\xaf \xed\xa0\x80 ' + VI.encode())
    result = at.read()
    text = result.contents[0]
    need(result.code == 0 and text.startswith(VI) and text.endswith(VI), result.said)
    need(result.records[0]['lossy'] == text.count('\ufffd') > 2, result.records[0]['lossy'])


@row(80, 'NUL characters')
def _(at):
    at.write('x.txt', 'Một\0hai' + VI)
    result = at.reads(0, ['Một\ufffdhai' + VI], [])
    need(result.records[0]['lossy'] == 1)


@row(81, 'noncharacters')
def _(at):
    text = 'Một \ufffe \U0001ffff \ufdd0.'
    at.write('x.txt', text)
    need(at.read().contents[0] == text)


@row(82, 'every kind of line end')
def _(at):
    at.write('x.txt', 'a\rb\r\nc\u2028d\u2029e\vf\fg\n')
    need(at.read().contents == ['a\nb\nc\u2028d\u2029e\vf\fg\n'])


def decoded(at, name, data, want, charset):
    """The text is right, or it is said that it may not be: never silently wrong."""
    at.write(name, data)
    result = at.read()
    if result.code == 3:
        need('charset' in result.reasons[0], result.reasons)
        return
    record = result.records[0]
    text = unicodedata.normalize('NFC', result.contents[0])
    need(unicodedata.normalize('NFC', want) in text or record['lossy'],
         record['charset'], text[:200])
    need(record['charset'] == charset, record['charset'])


def page(text, declared=''):
    meta = '<meta charset="%s">' % declared if declared else ''
    return '<html><head>%s<title>Tin</title></head><body><p>%s</p></body></html>' % (meta, text)


@row(83, 'a page that says utf-8 and is windows-1258')
def _(at):
    decoded(at, 'x.html', in_1258(page(VI, 'utf-8')), VI, 'windows-1258')


@row(84, 'a page that says one thing and its transport another')
def _(at):
    block = ('HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=windows-1251\r\n\r\n'
             .encode() + page('Съезд открылся сегодня утром в столице.', 'koi8-r')
             .encode('cp1251'))
    at.write('x.warc', b'WARC/1.0\r\nWARC-Type: response\r\nContent-Length: %d\r\n\r\n'
             % len(block) + block + b'\r\n\r\n')
    result = at.read()
    need(result.code == 0 and 'Съезд открылся' in result.contents[0], result.contents)
    need(result.records[0]['charset'] == 'windows-1251')


@row(85, 'UTF-16 with its mark')
def _(at):
    decoded(at, 'x.txt', VI.encode('utf-16'), VI, 'utf-16le')


@row(86, 'UTF-16 without its mark')
def _(at):
    decoded(at, 'x.txt', VI.encode('utf-16be'), VI, 'utf-16be')


def in_1258(text):
    """windows-1258 has letters with a circumflex, breve or horn, and tones as marks."""
    out = b''
    for char in text:
        try:
            out += char.encode('cp1258')
        except UnicodeEncodeError:
            base, *marks = unicodedata.normalize('NFD', char)
            tones = [m for m in marks if m in '\u0300\u0301\u0303\u0309\u0323']
            rest = [m for m in marks if m not in tones]
            whole = unicodedata.normalize('NFC', base + ''.join(rest))
            out += (whole + ''.join(tones)).encode('cp1258')
    return out


@row(87, 'windows-1258')
def _(at):
    decoded(at, 'x.txt', in_1258(VI), VI, 'windows-1258')


def by_iconv(at, charset, name):
    import subprocess
    data = subprocess.run(['iconv', '-f', 'utf-8', '-t', charset], input=VI.encode(),
                          capture_output=True, check=True).stdout
    decoded(at, 'x.txt', data, VI, name)


@row(88, 'TCVN 5712')
def _(at):
    by_iconv(at, 'TCVN5712-1', 'tcvn')


@row(89, 'VISCII')
def _(at):
    by_iconv(at, 'VISCII', 'viscii')


# VNI-Windows: a letter, then one byte for what stands on or under it
VNI_MARKS = {'\u0301': 'ù', '\u0300': 'ø', '\u0309': 'û', '\u0303': 'õ', '\u0323': 'ï'}
VNI_ROOFED = {'\u0301': 'á', '\u0300': 'à', '\u0309': 'å', '\u0303': 'ã', '\u0323': 'ä'}
VNI_SHORT = {'\u0301': 'é', '\u0300': 'è', '\u0309': 'ú', '\u0303': 'ü', '\u0323': 'ë'}
VNI_ALONE = {'í': 'í', 'ì': 'ì', 'ỉ': 'æ', 'ĩ': 'ó', 'ị': 'ò', 'đ': 'ñ', 'ỵ': 'î', 'ơ': 'ô', 'ư': 'ö'}


def in_vni(text):
    out = ''
    for char in text:
        small = char.lower()
        base, *marks = unicodedata.normalize('NFD', small)
        tone = next((m for m in marks if m in VNI_MARKS), None)
        if small in VNI_ALONE:
            one = VNI_ALONE[small]
        elif not marks:
            one = small
        elif '\u0302' in marks:
            one = base + (VNI_ROOFED[tone] if tone else 'â')
        elif '\u0306' in marks:
            one = base + (VNI_SHORT[tone] if tone else 'ê')
        else:
            letter = {'o': 'ô', 'u': 'ö'}[base] if '\u031b' in marks else base
            one = letter + VNI_MARKS[tone]
        out += one if char == small else one.upper()
    return out.encode('cp1252')


@row(90, 'VNI')
def _(at):
    decoded(at, 'x.txt', in_vni(VI), VI, 'vni')


@row(91, 'UTF-8 in decomposed characters')
def _(at):
    decoded(at, 'x.txt', unicodedata.normalize('NFD', VI).encode(), VI, 'utf-8')


@row(92, 'UTF-8 that was encoded twice')
def _(at):
    twice = VI.encode().decode('latin-1')
    try:
        twice = VI.encode().decode('cp1252')
    except UnicodeDecodeError:
        twice = ''.join(bytes([b]).decode('cp1252', errors='ignore') or chr(b)
                        for b in VI.encode())
    decoded(at, 'x.txt', twice.encode(), VI, 'utf-8+windows-1252')


@row(93, 'two encodings in one page')
def _(at):
    data = page(VI + '|').encode().replace(b'|', in_1258('Một câu khác ở giữa trang này.'))
    decoded(at, 'x.html', data, VI, 'utf-8')


@row(94, 'a line without end')
def _(at):
    with open(at.path('x.txt'), 'wb') as out:
        for _ in range(300):
            out.write(b'x' * (1 << 20))
    with open(at.path('y.jsonl'), 'wb') as out:
        out.write(b'{"text":"a"}\n{"text":"')
        for _ in range(300):
            out.write(b'x' * (1 << 20))
        out.write(b'"}\n{"text":"b"}\n')
    at.reads(3, ['a', 'b'], ['--max-record', '--max-line'], **within(300))


@row(95, 'newlines without end')
def _(at):
    with open(at.path('x.txt'), 'wb') as out:
        for _ in range(60):
            out.write(b'\n' * (1 << 20))
    with open(at.path('y.jsonl'), 'wb') as out:
        out.write(b'{"text":"a"}\n')
        for _ in range(100):
            out.write(b'\n' * (1 << 20))
        out.write(b'{"text":"b"}\n')
    need(at.reads(0, ['a', 'b'], [], '-v', **within(300)).paths[1] == 'y.jsonl#104857602')


def lines(at, data, contents, reasons):
    at.write('x.jsonl', data)
    return at.reads(3 if reasons else 0, contents, reasons)


@row(105, 'a bad line')
def _(at):
    result = lines(at, '{"text":"a"}\n{"text":\n{"text":"b"}\n', ['a', 'b'], ['value'])
    need(result.skips[0]['path'] == 'x.jsonl#2')


@row(105, 'a bad line before all others')
def _(at):
    good = '{"text":"b"}\n\n{"text":"c"}\n'
    for first in ('{"text":"a', '{"text":"a"', '{}', '{"text":"a"}}', 'of a line"}',
                  '{"text":"a\n{"text":"a'):
        at.write('x', first + '\n' + good)
        result = at.reads(3, ['b', 'c'], [''] * (1 + first.count('\n')))
        need(result.skips[0]['path'] == 'x#1', result.skips)
        need(result.paths[0] == 'x#%d' % (2 + first.count('\n')), result.paths)
    os.unlink(at.path('x'))
    # by its name
    for first in 'null', '"a"', '["a"]', 'x', '# x', ',':
        need(lines(at, first + '\n' + good, ['b', 'c'], ['not a JSON object']).skips[0]['path'] ==
             'x.jsonl#1')
    lines(at, '"a"\n', [], ['not a JSON object'])
    # the line is all that is lost if it is too long
    os.unlink(at.path('x.jsonl'))
    at.write('x', '{"text":"%s"}\n' % ('a' * 400000) + good)
    at.reads(3, ['b', 'c'], ['--max-line'], '--max-line=1k', '--max-record=1k')


@row(105, 'a page or a text with a line of JSON in it')
def _(at):
    for name, text in (('x', 'Ví dụ:\n{"a":1}'), ('x', '{Ảnh: TTXVN}\nTin.\n{"a":1}'),
                       ('x', '{"a": là một khóa}'),
                       ('x.jsonl', '<html><p>503 Service Unavailable</p>')):
        at.write(name, text)
        at.reads(0, [text], [])
        os.unlink(at.path(name))


@row(105, 'an array of objects')
def _(at):
    for name in 'x', 'x.json', 'x.jsonl':
        for text in '[{"text":"a"},\n{"text":"b"}]', '[\n  {\n"text" : "a"}]\n':
            at.write(name, text)
            at.reads(3, [], ['not one object a line'])
        os.unlink(at.path(name))
    at.write('x.json', '["a"]')
    at.reads(3, [], ['not one object a line'])
    os.unlink(at.path('x.json'))
    for text in '[{x}] là một ghi chú.', '["a"] và "b"', '[{"a"}]':
        at.write('x', text)
        at.reads(0, [text], [])


@row(106, 'a key twice')
def _(at):
    lines(at, '{"text":"a","text":"b"}\n{"text":"c"}\n', ['c'], ['duplicate key'])


@row(107, 'a hundred thousand levels')
def _(at):
    lines(at, '{"text":"a","x":' + '[' * 100000 + ']' * 100000 + '}\n{"text":"b"}\n', ['b'],
          ['deep'])


@row(108, 'half a surrogate pair')
def _(at):
    lines(at, '{"text":"a \\ud83d"}\n{"text":"\\ud83d\\ude00"}\n', ['\U0001f600'], ['surrogate'])


@row(109, 'no text')
def _(at):
    lines(at, '{"title":"a"}\n{"text":"b"}\n', ['b'], ["no 'html'"])


@row(110, 'a number for a text')
def _(at):
    lines(at, '{"text":7}\n{"text":"b"}\n', ['b'], ['not a string'])


@row(111, 'no newline at the end')
def _(at):
    lines(at, '{"text":"a"}\n{"text":"b"}', ['a', 'b'], [])


@row(112, 'carriage returns')
def _(at):
    lines(at, '{"text":"a"}\r\n{"text":"b"}\r\n', ['a', 'b'], [])


@row(113, 'a byte order mark before lines')
def _(at):
    lines(at, '\ufeff' + json.dumps({'text': 'á'}) + '\n{"text":"b"}\n', ['á', 'b'], [])
