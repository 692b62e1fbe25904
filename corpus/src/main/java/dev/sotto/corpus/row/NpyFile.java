package dev.sotto.corpus.row;

import dev.sotto.BadInputException;
import dev.sotto.token.TokenSequence;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * NumPy's file of one array: {@code \x93NUMPY}, version, the length of a header in 2 bytes (4 from version 2 on), the
 * header, which is a Python dictionary of type, order and shape, and the numbers. We write version 1; we read whole
 * numbers of 1 to 8 bytes, {@code [codebook, frame]}, in either order.
 */
final class NpyFile {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int ALIGNMENT = 64;
    private static final int HEADER_AT = MAGIC.length + 2 + Short.BYTES;
    private static final Pattern TYPE = Pattern.compile("'descr':\\s*'([<|])([iu])([1248])'");
    private static final Pattern SHAPE = Pattern.compile("'shape':\\s*\\((\\d{1,5}),\\s*(\\d{1,9}),?\\s*\\)");
    private static final Pattern BY_COLUMNS = Pattern.compile("'fortran_order':\\s*True");

    private NpyFile() {}

    static byte[] write(TokenSequence tokens, int codebookSize) {
        int width = codebookSize <= Short.MAX_VALUE + 1 ? Short.BYTES : Integer.BYTES;
        StringBuilder header = new StringBuilder(String.format(
                "{'descr': '<i%d', 'fortran_order': False, 'shape': (%d, %d), }",
                width, tokens.numCodebooks(), tokens.numFrames()));
        while ((HEADER_AT + header.length() + 1) % ALIGNMENT != 0) {
            header.append(' ');
        }
        header.append('\n');
        int size = HEADER_AT + header.length() + Math.multiplyExact(tokens.tokens().length, width);
        ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        out.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) header.length());
        out.put(header.toString().getBytes(StandardCharsets.US_ASCII));
        for (int q = 0; q < tokens.numCodebooks(); q++) {
            for (int t = 0; t < tokens.numFrames(); t++) {
                if (width == Short.BYTES) {
                    out.putShort((short) tokens.token(t, q));
                } else {
                    out.putInt(tokens.token(t, q));
                }
            }
        }
        return out.array();
    }

    /** @throws BadInputException saying what is wrong, but not with which file */
    static TokenSequence read(byte[] bytes) {
        require(bytes.length > HEADER_AT && Arrays.equals(MAGIC, Arrays.copyOf(bytes, MAGIC.length)), "no NumPy file");
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int version = in.get(MAGIC.length);
        in.position(MAGIC.length + 2);
        require(version == 1 || in.remaining() >= Integer.BYTES, "a NumPy file cut short within its header");
        int length = version == 1 ? in.getShort() & 0xffff : in.getInt();
        require(length >= 0 && length <= in.remaining(), "a NumPy file cut short within its header");
        String header = new String(bytes, in.position(), length, StandardCharsets.ISO_8859_1);
        in.position(in.position() + length);
        Matcher type = TYPE.matcher(header);
        Matcher shape = SHAPE.matcher(header);
        require(type.find(), "no array of whole numbers, little-endian");
        require(shape.find(), "no array of two dimensions, codebooks and frames");
        int codebooks = Integer.parseInt(shape.group(1));
        int frames = Integer.parseInt(shape.group(2));
        int width = Integer.parseInt(type.group(3));
        require(codebooks > 0, "an array without codebooks");
        require((long) codebooks * frames * width == in.remaining(), "an array of another size than its header says");
        int[] tokens = new int[codebooks * frames];
        boolean byColumns = BY_COLUMNS.matcher(header).find();
        boolean unsigned = type.group(2).equals("u");
        for (int i = 0; i < tokens.length; i++) {
            int at = byColumns ? i : i % frames * codebooks + i / frames;
            tokens[at] = token(in, width, unsigned);
        }
        return new TokenSequence(codebooks, tokens);
    }

    /** -1, which is no token, for what is larger than any. */
    private static int token(ByteBuffer in, int width, boolean unsigned) {
        long value =
                switch (width) {
                    case 1 -> unsigned ? in.get() & 0xff : in.get();
                    case 2 -> unsigned ? in.getShort() & 0xffff : in.getShort();
                    case 4 -> in.getInt();
                    default -> in.getLong();
                };
        return value >= 0 && value <= 0xffff ? (int) value : -1;
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new BadInputException("it is " + otherwise);
        }
    }
}
