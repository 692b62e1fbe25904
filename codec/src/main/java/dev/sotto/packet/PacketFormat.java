package dev.sotto.packet;

/**
 * The bytes of a packet. Bits are numbered from the most significant; numbers of more than one byte are big-endian.
 *
 * <pre>
 *     0                   1                   2                   3
 *     0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *    +-------+-------+-+-------------+-------+-------+---------------+
 *    | magic |version|E|  reserved   | codeb.| bits  |  frame count  |
 *    |  0xA  |   1   | |      0      |  - 1  |  - 1  |   0 to 255    |
 *    +-------+-------+-+-------------+-------+-------+---------------+
 *    |       model fingerprint       |   first frame index, unsigned LEB128,
 *    +-------------------------------+------------------------------ ~
 *      1 to 5 bytes (7 bits a byte, the lowest first) ...             |
 *    +-------------------------------+------------------------------ ~
 *    |  padding, only if E is set    |   tokens, each of "bits" bits,
 *    +-------------------------------+------------------------------ ~
 *      frame by frame, in a frame codebook by codebook, then 0 to 7   |
 *      zero bits up to a whole byte                                   |
 *    +----------------------------------------------------------------+
 * </pre>
 *
 * <p>E ends the stream; only such a packet may have no frames. There is exactly one way to write a packet, so a packet
 * that is sent twice is the same bytes. {@code codec/PACKETS.md} says the same for people who write no Java.
 *
 * <p>History: version 1, the first.
 */
public final class PacketFormat {

    static final int MAGIC = 0xA;
    /** The version that is written, and the only one that is read. */
    public static final int VERSION = 1;

    static final int END_FLAG = 0x80;
    static final int RESERVED_FLAGS = 0xff & ~END_FLAG;

    static final int MAGIC_OFFSET = 0;
    static final int FLAGS_OFFSET = MAGIC_OFFSET + 1;
    static final int SHAPE_OFFSET = FLAGS_OFFSET + 1;
    static final int FRAME_COUNT_OFFSET = SHAPE_OFFSET + 1;
    static final int FINGERPRINT_OFFSET = FRAME_COUNT_OFFSET + 1;
    static final int FIRST_FRAME_OFFSET = FINGERPRINT_OFFSET + 2;

    static final int PADDING_LENGTH = 2;

    /** Frames that one packet can carry. */
    public static final int MAX_FRAMES = 255;
    /** Codebooks that the format has room for. */
    public static final int MAX_CODEBOOKS = 16;
    /** Bits of a token that the format has room for. */
    public static final int MAX_BITS = 16;
    /** The longest sound that may follow the end of the speech in its last frames, in samples. */
    public static final int MAX_PADDING = 0xffff;
    /** The last frame that a stream can have: 2.7 years at 50 frames a second. */
    public static final long MAX_FRAME_INDEX = 0xffff_ffffL;

    /** No packet is longer, so nobody needs to believe in a longer one. */
    public static final int MAX_LENGTH = FIRST_FRAME_OFFSET
            + Leb128.length(MAX_FRAME_INDEX)
            + PADDING_LENGTH
            + TokenBits.length((long) MAX_FRAMES * MAX_CODEBOOKS, MAX_BITS);

    private PacketFormat() {}
}
