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
 * <p>Version 2 has its tokens entropy-coded: K is set on a key packet, which needs no packet before it to be read and
 * says with which prior it was coded, and instead of tokens and filler stand a check byte and their range code. The
 * check is the {@link Crc8} of the tokens of the packets before it since the key packet, two bytes each, and of all
 * other bytes of the packet: a reader whose past is not the writer's notices, too.
 *
 * <pre>
 *    +-------+-------+-+-+-----------+-------+-------+---------------+
 *    | magic |version|E|K| reserved  | codeb.| bits  |  frame count  |
 *    |  0xA  |   2   | | |     0     |  - 1  |  - 1  |   0 to 255    |
 *    +-------+-------+-+-+-----------+-------+-------+---------------+
 *    |       model fingerprint       |   first frame index ...       ~
 *    +-------------------------------+------------------------------ ~
 *    |  padding, only if E is set    |   prior, only if K is set     ~
 *    +-------------------------------+------------------------------ ~
 *    |     check     |  the tokens' range code, perhaps empty ...    ~
 *    +---------------+------------------------------------------------+
 * </pre>
 *
 * <p>Version 3 is a pause: as version 1, but all its frames have the same tokens, which stand there once. It never ends
 * a stream.
 *
 * <pre>
 *    +-------+-------+---------------+-------+-------+---------------+
 *    | magic |version|   reserved    | codeb.| bits  |  frame count  |
 *    |  0xA  |   3   |       0       |  - 1  |  - 1  |   1 to 255    |
 *    +-------+-------+---------------+-------+-------+---------------+
 *    |       model fingerprint       |   first frame index ...       ~
 *    +-------------------------------+------------------------------ ~
 *    |   tokens of one frame, then 0 to 7 zero bits                   |
 *    +----------------------------------------------------------------+
 * </pre>
 *
 * <p>History: version 1, the first; version 2 beside it; version 3 beside them.
 */
public final class PacketFormat {

    static final int MAGIC = 0xA;
    /** The version whose tokens are as they are. */
    public static final int VERSION = 1;
    /** The version whose tokens are entropy-coded. */
    public static final int ENTROPY_VERSION = 2;

    /** The version of pauses: the tokens of one frame stand for all. */
    public static final int PAUSE_VERSION = 3;

    static final int END_FLAG = 0x80;
    /** Of version 2 only. */
    static final int KEY_FLAG = 0x40;

    static final int RESERVED_FLAGS = 0xff & ~END_FLAG;
    static final int ENTROPY_RESERVED_FLAGS = RESERVED_FLAGS & ~KEY_FLAG;

    static final int PAUSE_RESERVED_FLAGS = 0xff;

    static final int MAGIC_OFFSET = 0;
    static final int FLAGS_OFFSET = MAGIC_OFFSET + 1;
    static final int SHAPE_OFFSET = FLAGS_OFFSET + 1;
    static final int FRAME_COUNT_OFFSET = SHAPE_OFFSET + 1;
    static final int FINGERPRINT_OFFSET = FRAME_COUNT_OFFSET + 1;
    static final int FIRST_FRAME_OFFSET = FINGERPRINT_OFFSET + 2;

    static final int PADDING_LENGTH = 2;
    static final int PRIOR_LENGTH = 2;
    static final int CHECK_LENGTH = 1;

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

    /** No packet of version 1 is longer, so nobody needs to believe in a longer one. */
    public static final int MAX_LENGTH = FIRST_FRAME_OFFSET
            + Leb128.length(MAX_FRAME_INDEX)
            + PADDING_LENGTH
            + TokenBits.length((long) MAX_FRAMES * MAX_CODEBOOKS, MAX_BITS);

    /**
     * No packet of version 2 is longer: the rarest token takes 16 bits, and of a bit what division loses (less than
     * 1/170); the code ends in a byte of its own at most.
     */
    public static final int MAX_ENTROPY_LENGTH =
            MAX_LENGTH + PRIOR_LENGTH + CHECK_LENGTH + (MAX_FRAMES * MAX_CODEBOOKS / 170 + 7) / 8 + 1;

    private PacketFormat() {}
}
