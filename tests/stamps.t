#!/usr/bin/env python3
"""Dates as they were seen on Vietnamese pages, each in its place on a page:
what is the stamp of an article or the URL is its time of publication, what
is not never is. Skipped without the table; dates.t has what is read."""
import csv
import json
import os
import re

from tap import SHARED, done, records, same, skip_all

TABLE = os.path.join(SHARED, 'data', 'vi_date_patterns.tsv')
WANT = {
    1: '2022-10-10T15:37', 2: '2022-10-10T14:33', 3: '2024-03-14T05:34',
    4: '2023-02-26T19:52', 5: '2026-01-01T02:39', 6: '2024-10-01T15:19',
    7: '2024-10-01T15:19', 8: '2023-03-31T10:42', 9: '2022-10-10T14:14:16',
    10: '2022-04-23T07:34+07:00', 11: '2020-07-25T11:49',
    12: '2025-12-29T17:40', 13: '2026-01-19T07:00', 14: '2025-01-27',
    15: '2014-11-26',
}
URLS = {
    'tin-20221010114600941.htm': '2022-10-10T11:46:00',
    'tin-185231010134317442.htm': '2023-10-10T13:43:17',
    'tin-188251030154735163.htm': '2025-10-30T15:47:35',
    'tin-198260117212316699.htm': '2026-01-17T21:23:16',
    'tin-172260118224202703.htm': '2026-01-18T22:42:02',
    'tin-16124031508540125.htm': '2024-03-15T08:54:01',
    '2022/10/13/tin.htm': '2022-10-13', 'Pages/2022-12-27/tin.aspx': '2022-12-27',
    '202204/tin.htm': '', 'tin-1675047570.html': '2023-01-30T02:59:30Z',
}
TITLE = 'Cầu gỗ qua sông Lam được mở lại sau chín năm sửa chữa'
BODY = ['Cây cầu gỗ bắc qua sông được mở lại cho người đi bộ và xe đạp sau nhiều '
        'năm chờ đợi của người dân hai bên bờ, theo ủy ban xã.',
        'Xe buýt vẫn đi đường vòng cho đến khi đường dẫn phía nam được trải nhựa. '
        'Chưa rõ ai sẽ trả chi phí cho phần việc còn lại.',
        'Lần đóng cầu trước đây kéo dài gần nửa năm, khi thợ phải thay toàn bộ mặt '
        'cầu và hai trụ ở giữa dòng sông.']


def page(above, below, inside, behind):
    """A saved page and the same in HTML."""
    lines = above + [TITLE] + below + inside + BODY + behind
    html = ''.join('<%s>%s</%s>' % (tag, text, tag)
                   for tag, text in (('h1' if line == TITLE else 'p', line)
                                     for line in lines))
    head = '<html lang=vi><title>%s - Báo Sông Lam</title>' % TITLE
    return [{'text': '\n'.join(lines)}, {'html': head + html}]


def pages(role, pattern):
    if role in ('publish', 'update'):
        stamp = re.sub(r'\(title\) |to site name|glued|\(no date\)', '', pattern)
        if 'glued' in pattern:
            stamp = 'Vietnam.vn' + stamp.strip()
        return page([], [stamp.strip()], [], [])
    if role == 'page clock':
        return page(['Trang chủ', 'Thời sự', pattern], [], [], [])
    if role == 'teaser':
        return page([], [], [], ['Tin liên quan', 'Chợ nổi Bến Sậy mở lại',
                                 pattern])
    return page([], [], [pattern + ', ' + BODY[0]], [])


if not os.path.exists(TABLE):
    skip_all('no table of date patterns in ' + SHARED)
with open(TABLE, encoding='utf-8') as table:
    rows = [r for r in csv.reader(table, delimiter='\t', quoting=csv.QUOTE_NONE)
            if r and r[0].isdigit() and r[1] not in ('URL', 'index')]
made, names, want = [], [], []
for row in rows:
    for kind, record in zip(('text', 'HTML'), pages(row[1], row[2])):
        made.append(record)
        names.append('%s %s, %s: %s' % (row[0], row[1], kind, row[2]))
        want.append(WANT.get(int(row[0]), ''))
for path, created in URLS.items():
    for record in page([], [], [], []):
        made.append(dict(record, url='https://example.vn/' + path))
        names.append('URL ' + path)
        want.append(created)
found = records('winnow-strip',
                input=''.join(json.dumps(r) + '\n' for r in made).encode())
for name, got, wanted in zip(names, found, want):
    same(got['created'], wanted, name)
done()
