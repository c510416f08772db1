#!/usr/bin/env python3
"""Pages saved as MHTML, made by Python's email package, by browsers' habits and
by hand: the document is found, and read as it was."""
import email.encoders
import email.mime.base
import email.mime.image
import email.mime.multipart
import email.mime.text
import json
import os
import random
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import tap  # noqa: E402

READ = os.environ['BUILD'] + '/bin/winnow-read'
URL = 'https://tin.example/2022/10/hoi-nghi.html'
TEXT = ('<!doctype html><html><head><title>Hội nghị</title></head><body>'
        '<p>Sáng 10/10, hội nghị toàn quốc khai mạc = kết nối các tỉnh.</p>\n')


def read(data, *args):
    with tempfile.TemporaryDirectory() as folder:
        name = os.path.join(folder, 'page.mht')
        with open(name, 'wb') as out:
            out.write(data)
        done = subprocess.run([READ, *args, name], capture_output=True)
    records = [json.loads(line) for line in done.stdout.splitlines()]
    return done.returncode, records, done.stderr.decode()


def page(random_source):
    words = ['đồng chí', '=', '==', 'dòng\n', 'a' * 90, '.', '--', ' ', '\t', 'é']
    return TEXT + ''.join(random_source.choices(words, k=200)) + '</body></html>'


def message(html, charset, encoding, nested=False):
    part = email.mime.base.MIMEBase('text', 'html', charset=charset)
    part.set_payload(html.encode(charset))
    part['Content-Location'] = URL
    if encoding == 'base64':
        email.encoders.encode_base64(part)
    elif encoding == 'quoted-printable':
        email.encoders.encode_quopri(part)
    else:
        part.set_payload(html, charset)
    root = email.mime.multipart.MIMEMultipart('related', type='text/html')
    root['From'] = '<Saved by a browser>'
    root['Date'] = 'Mon, 10 Oct 2022 08:00:05 +0700'
    body = part
    if nested:
        body = email.mime.multipart.MIMEMultipart('alternative')
        body.attach(email.mime.text.MIMEText('Bản chữ.', 'plain', 'utf-8'))
        body.attach(part)
    root.attach(body)
    root.attach(email.mime.image.MIMEImage(b'\x89PNG\r\n' + bytes(range(256)), 'png'))
    frame = email.mime.text.MIMEText('<p>Khung quảng cáo</p>', 'html', 'utf-8')
    frame['Content-Location'] = 'cid:frame-1'
    root.attach(frame)
    return root.as_bytes()


def flat(text):
    return text.replace('\r\n', '\n').rstrip('\n')


source = random.Random(7)
wrong = []
for round_ in range(40):
    html = page(source)
    encoding = source.choice(['base64', 'quoted-printable'])
    charset = source.choice(['utf-8', 'utf-8', 'utf-16le'])
    data = message(html, charset, encoding, nested=source.random() < .3)
    if source.random() < .5:
        data = data.replace(b'\n', b'\r\n')
    status, records, said = read(data)
    if (status or len(records) != 1 or flat(records[0].get('html', '')) != flat(html)
            or records[0]['url'] != URL
            or records[0]['fetched'] != '2022-10-10T08:00:05+07:00'):
        wrong.append((round_, encoding, charset, status, said))
tap.ok(not wrong, 'forty messages as Python writes them: %s' % wrong[:2])

HEAD = (b'From: <Saved by Blink>\r\nSnapshot-Content-Location: ' + URL.encode() +
        b'\r\nSubject: =?utf-8?Q?H=E1=BB=99i?=\r\nDate: Mon, 10 Oct 2022 01:00:05 -0000\r\n'
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n'
        b'\tboundary="----MultipartBoundary--x----"\r\n\r\n\r\n')
PART = (b'------MultipartBoundary--x----\r\nContent-Type: text/html\r\n'
        b'Content-ID: <frame-0@mhtml.blink>\r\nContent-Transfer-Encoding: quoted-printable\r\n'
        b'Content-Location: ' + URL.encode() + b'\r\n\r\n'
        b'<html><p>S=C3=A1ng nay =\r\nkhai m=E1=BA=A1c, 1+1=3D2.</p></html>\r\n')
CSS = (b'------MultipartBoundary--x----\r\nContent-Type: text/css\r\n'
       b'Content-Transfer-Encoding: quoted-printable\r\n\r\np { color: red }\r\n')
END = b'------MultipartBoundary--x------\r\n'
WANT = '<html><p>Sáng nay khai mạc, 1+1=2.</p></html>'


def html_of(data, *args):
    records = read(data, *args)[1]
    return records[0].get('html') if len(records) == 1 else records


tap.ok(html_of(HEAD + PART + CSS + END) == WANT, 'as a browser saves it')
tap.ok(read(HEAD + PART + END)[1][0]['fetched'] == '2022-10-10T01:00:05-00:00', 'its date')
tap.ok(html_of((HEAD + PART + CSS + END).replace(b'\r\n', b'\n')) == WANT, 'line feeds alone')
tap.ok(html_of(HEAD + CSS + PART + END) == WANT, 'the page behind its style')
tap.ok(html_of(b'\xef\xbb\xbf' + HEAD + PART + END) == WANT, 'a byte order mark before it')
status, records, said = read(HEAD + PART)
tap.ok(status == 3 and records[0]['html'].strip() == WANT and records[0]['truncated'] == 'end'
       and 'truncated' in said, 'no last boundary: read, and said')
tap.ok(html_of(HEAD.replace(b'"----MultipartBoundary--x----"', b'----MultipartBoundary--x----')
               + PART + END) == WANT, 'a boundary without quotes')
tap.ok(html_of(HEAD + PART.replace(b'x----\r\n', b'x---- \t\r\n') + END) == WANT,
       'white space behind a boundary')
tap.ok(html_of(HEAD + b'preamble\r\n' + PART + END + b'epilogue <html>') == WANT,
       'preamble and epilogue are no part')
status, records, said = read(HEAD + CSS + END)
tap.ok(status == 3 and not records and 'without a page' in said, 'no page in it is a skip')
status, records, said = read(HEAD + PART.replace(b'quoted-printable', b'x-uuencode') + END)
tap.ok(status == 3 and not records and 'transfer encoding' in said,
       'an unknown transfer encoding is a skip')
status, records, said = read(HEAD + PART + END, '--max-header', '100')
tap.ok(status == 3 and not records and '--max-header' in said, 'a header too large is a skip')
bad = PART.replace(b'=C3=A1', b'=c3=a1').replace(b'1+1=3D2', b'a=b&c=ZZ=')
tap.ok(html_of(HEAD + bad + END) == WANT.replace('1+1=2', 'a=b&c=ZZ='),
       'escapes that are none stay')
first, second = (b'From a@b.vn Mon Oct 10 08:00:0%d 2022\r\n' % n for n in range(2))
mail = b'Subject: tin\r\n\r\nTin.\r\n\r\n'
tap.ok(html_of(first + HEAD + PART + END) == WANT, 'a mailbox of one message')
for what, box in (('two pages', first + HEAD + PART + END + b'\r\n' + second + HEAD + PART + END),
                  ('the first one cut', first + HEAD + PART + second + HEAD + PART + END),
                  ('a page and a mail', first + HEAD + PART + END + b'\r\n' + second + mail),
                  ('a mail and a page', first + mail + second + HEAD + PART + END)):
    status, records, said = read(box)
    tap.ok(status == 3 and not records and 'a mailbox of several messages' in said,
           'a mailbox is a skip: ' + what, status, records, said)
prose = b'From: the editor\nContent: none.\n\nContent-Type: multipart/related is a header.\n'
tap.ok(read(prose)[1][0].get('text'), 'prose is prose')
deep = b'MIME-Version: 1.0\r\n' + b''.join(
    b'Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n' % (n, n)
    for n in range(20000))
status, records, said = read(deep + b'Content-Type: text/html\r\n\r\n<p>x</p>')
tap.ok(status == 3 and not records, 'parts in parts without end')
many = HEAD + PART + (b'--' + b'x' * 70 + b'\r\n') * 100000 + END
tap.ok(len(read(many)[1]) == 1, 'a hundred thousand lines like boundaries')
tap.done()
