package dev.sotto.audio.container;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * How one sample lies in its bytes. Fewer bits than fill them lie in the upper ones, as WAV and AIFF have it: so 20 of
 * 24 bits are read as 24.
 *
 * @param width bytes of a sample
 */
record SampleEncoding(Kind kind, int width, boolean bigEndian) {

    enum Kind {
        SIGNED,
        UNSIGNED,
        FLOAT,
        A_LAW,
        MU_LAW
    }

    private static final VarHandle LITTLE_SHORT = view(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle BIG_SHORT = view(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LITTLE_FLOAT = view(float[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle BIG_FLOAT = view(float[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LITTLE_DOUBLE = view(double[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle BIG_DOUBLE = view(double[].class, ByteOrder.BIG_ENDIAN);

    /** Beyond every gain that anybody meant; keeps infinities out of sums. */
    private static final double LOUDEST = 16;

    /** One sample, from its bytes. */
    interface Sample {
        double at(byte[] bytes, int index);
    }

    private static VarHandle view(Class<?> array, ByteOrder order) {
        return MethodHandles.byteArrayViewVarHandle(array, order);
    }

    /** Null for a width that the kind does not come in. */
    Sample sample() {
        return switch (kind) {
            case FLOAT -> width == Float.BYTES || width == Double.BYTES ? floating() : null;
            case SIGNED, UNSIGNED -> width >= 1 && width <= Long.BYTES ? integer() : null;
            case A_LAW -> width == 1 ? (bytes, i) -> Companding.aLaw(bytes[i]) / 32768.0 : null;
            case MU_LAW -> width == 1 ? (bytes, i) -> Companding.muLaw(bytes[i]) / 32768.0 : null;
        };
    }

    private Sample floating() {
        if (width == Double.BYTES) {
            VarHandle handle = bigEndian ? BIG_DOUBLE : LITTLE_DOUBLE;
            return (bytes, i) -> tame((double) handle.get(bytes, i));
        }
        VarHandle handle = bigEndian ? BIG_FLOAT : LITTLE_FLOAT;
        return (bytes, i) -> tame((float) handle.get(bytes, i));
    }

    private static double tame(double value) {
        return value != value ? 0 : Math.max(-LOUDEST, Math.min(LOUDEST, value));
    }

    private Sample integer() {
        if (kind == Kind.SIGNED && width == Short.BYTES) {
            return bigEndian
                    ? (bytes, i) -> (short) BIG_SHORT.get(bytes, i) / 32768.0
                    : (bytes, i) -> (short) LITTLE_SHORT.get(bytes, i) / 32768.0;
        }
        // The sign is the top bit, or the top bit turned over.
        long flip = kind == Kind.UNSIGNED ? Long.MIN_VALUE : 0;
        int unused = Long.SIZE - Byte.SIZE * width;
        return (bytes, index) -> {
            long value = 0;
            for (int b = 0; b < width; b++) {
                value = value << Byte.SIZE | bytes[bigEndian ? index + b : index + width - 1 - b] & 0xff;
            }
            return (value << unused ^ flip) / 0x1p63;
        };
    }
}
