"""Makes the golden packets and the golden file beside this script, without a line of the Java code: see README.md."""
import pathlib

HERE = pathlib.Path(__file__).parent


def tokens(count, bits):
    return [(i * 7919 + 13) % (1 << bits) for i in range(count)]


def leb128(value):
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes(out + bytes([value]))


def packet(fingerprint, first, codebooks, bits, values, padding=None):
    text = "".join(format(v, f"0{bits}b") for v in values)
    text += "0" * (-len(text) % 8)
    end = padding is not None
    head = bytes([0xA1, 0x80 if end else 0, codebooks - 1 << 4 | bits - 1, len(values) // codebooks])
    body = bytes(int(text[i:i + 8], 2) for i in range(0, len(text), 8))
    return head + fingerprint.to_bytes(2, "big") + leb128(first) + (padding.to_bytes(2, "big") if end else b"") + body


def crc32c(data):
    """Castagnoli's polynomial, bit by bit, the least significant bit first."""
    crc = 0xFFFFFFFF
    for byte in data:
        for bit in range(8):
            odd = (crc ^ byte >> bit) & 1
            crc = crc >> 1 ^ (0x82F63B78 if odd else 0)
    return (crc ^ 0xFFFFFFFF).to_bytes(4, "big")


def file(fingerprint, rate, hop, delay, codebooks, bits, frames, padding, frames_per_packet):
    head = b"SOTTO\x01" + fingerprint.to_bytes(8, "big")
    head += rate.to_bytes(4, "big") + hop.to_bytes(2, "big") + delay.to_bytes(2, "big")
    out = head + crc32c(head)
    values = tokens(frames * codebooks, bits)
    for first in range(0, frames, frames_per_packet):
        to = min(frames, first + frames_per_packet)
        part = values[first * codebooks:to * codebooks]
        p = packet(fingerprint >> 48, first, codebooks, bits, part, padding if to == frames else None)
        out += leb128(len(p)) + p + crc32c(p)
    return out


assert crc32c(b"123456789").hex() == "e3069283"  # the check value of CRC-32C (RFC 3720)
GOLDEN = {
    "one-frame.packet": packet(0x1234, 0, 8, 10, tokens(8, 10)),
    "five-frames.packet": packet(0xFEDC, 300, 6, 10, tokens(30, 10)),
    "last-frames.packet": packet(0x0001, 2**32 - 5, 3, 7, tokens(15, 7)),
    "end.packet": packet(0xABCD, 127, 1, 16, tokens(2, 16), padding=159),
    "end-without-frames.packet": packet(0xABCD, 128, 16, 1, [], padding=65535),
    "golden.sotto": file(0x123456789ABCDEF0, 16000, 320, 160, 3, 10, 60, 100, 25),
}
for name, content in GOLDEN.items():
    (HERE / name).write_bytes(content)
    print(name, len(content), "bytes")
