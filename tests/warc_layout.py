"""warc_layout.py - how records lie in a file: members of gzip, frames of zstd.

A layout is a codec and how many records share a member or frame:

plain                     the records, one after the other
gz, gz-some, gz-all       gzip: a member a record, 3 a member, one for all
zst, zst-some, zst-all    zstd likewise; that of zst-all has no content size,
                          as when zstd reads a pipe
zst-dict, zst-zdict       a frame a record, with a dictionary that lies before
                          them in a skippable frame, as it is or compressed

Python has no zstd before 3.14, so libzstd is called through ctypes.
"""
import ctypes
import functools
import struct
import zlib

LAYOUTS = ('plain gz gz-some gz-all zst zst-some zst-all zst-dict '
           'zst-zdict').split()
SOME = 3
DICTIONARY_MAGIC = 0x184D2A5D  # of the skippable frame in .warc.zst
LEVEL, CONTENT_SIZE, CHECKSUM = 100, 200, 201  # enum ZSTD_cParameter


@functools.cache
def libzstd():
    lib = ctypes.CDLL('libzstd.so.1')
    size, pointer = ctypes.c_size_t, ctypes.c_void_p
    for name, result, takes in (
            ('ZSTD_createCCtx', pointer, []),
            ('ZSTD_freeCCtx', size, [pointer]),
            ('ZSTD_compressBound', size, [size]),
            ('ZSTD_isError', ctypes.c_uint, [size]),
            ('ZSTD_CCtx_setParameter', size, [pointer, ctypes.c_int, ctypes.c_int]),
            ('ZSTD_CCtx_loadDictionary', size, [pointer, ctypes.c_char_p, size]),
            ('ZSTD_compress2', size, [pointer, pointer, size, ctypes.c_char_p, size]),
            ('ZDICT_isError', ctypes.c_uint, [size]),
            ('ZDICT_trainFromBuffer', size,
             [pointer, size, ctypes.c_char_p, ctypes.POINTER(size), ctypes.c_uint])):
        function = getattr(lib, name)
        function.restype, function.argtypes = result, takes
    return lib


class Zstd:
    """Makes frames: compress(bytes) gives one."""

    def __init__(self, level=3, dictionary=b'', content_size=True):
        self.lib = libzstd()
        self.context = self.lib.ZSTD_createCCtx()
        for key, value in ((LEVEL, level), (CHECKSUM, 1),
                           (CONTENT_SIZE, int(content_size))):
            self.lib.ZSTD_CCtx_setParameter(self.context, key, value)
        self.lib.ZSTD_CCtx_loadDictionary(self.context, dictionary, len(dictionary))

    def __del__(self):
        self.lib.ZSTD_freeCCtx(self.context)

    def compress(self, data):
        bound = self.lib.ZSTD_compressBound(len(data))
        room = ctypes.create_string_buffer(bound)
        n = self.lib.ZSTD_compress2(self.context, room, bound, data, len(data))
        if self.lib.ZSTD_isError(n):
            raise RuntimeError('ZSTD_compress2 failed')
        return ctypes.string_at(room, n)


def train(samples, size=8192):
    """A dictionary of libzstd from many small samples."""
    lib = libzstd()
    room = ctypes.create_string_buffer(size)
    sizes = (ctypes.c_size_t * len(samples))(*map(len, samples))
    n = lib.ZDICT_trainFromBuffer(room, size, b''.join(samples), sizes, len(samples))
    if lib.ZDICT_isError(n):
        raise RuntimeError('too few samples for a dictionary')
    return room.raw[:n]


def gzip_member(data, extra, level=6):
    """A member; `extra` puts both its sizes into the header, as wget does."""
    # what is small needs no large window, and Python is quicker without
    window, memory = (-15, 8) if len(data) > 4096 else (-12, 4)
    packer = zlib.compressobj(level, zlib.DEFLATED, window, memory)
    packed = packer.compress(data) + packer.flush()
    head = b'\x1f\x8b\x08' + (b'\4' if extra else b'\0') + b'\0\0\0\0\2\3'
    if extra:
        head += struct.pack('<H2sHII', 12, b'sl', 8, 32 + len(packed), len(data))
    return head + packed + struct.pack('<II', zlib.crc32(data), len(data) & 0xffffffff)


class Layout:
    """Writes records to a binary file; add() says how FILE# goes on.

    `samples` are what a dictionary is made from; `extra` as in gzip_member.
    What is written depends on the arguments alone.
    """

    def __init__(self, out, name, samples=(), extra=False):
        if name not in LAYOUTS:
            raise ValueError('no layout ' + name)
        codec, _, rest = name.partition('-')
        self.out, self.at = out, 0
        self.waiting, self.inside = [], 0
        self.most = {'some': SOME, 'all': 1 << 62}.get(rest, 1)
        if codec == 'plain':
            self.pack = bytes
        elif codec == 'gz':
            self.pack = lambda data: gzip_member(data, extra)
        else:
            self.pack = self.frames(rest, samples).compress

    def frames(self, rest, samples):
        dictionary = b''
        if rest in ('dict', 'zdict'):
            dictionary = train(samples)
            data = Zstd().compress(dictionary) if rest == 'zdict' else dictionary
            self.put(struct.pack('<II', DICTIONARY_MAGIC, len(data)) + data)
        return Zstd(dictionary=dictionary, content_size=rest != 'all')

    def put(self, data):
        self.out.write(data)
        self.at += len(data)

    def add(self, data):
        where = '%d+%d' % (self.at, self.inside) if self.inside else str(self.at)
        self.waiting.append(data)
        self.inside += len(data)
        if len(self.waiting) >= self.most:
            self.flush()
        return where

    def flush(self):
        if self.waiting:
            self.put(self.pack(b''.join(self.waiting)))
        self.waiting, self.inside = [], 0
