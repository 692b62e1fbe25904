package dev.sotto.packet;

import java.util.Arrays;
import java.util.Random;

/** Damage as discs, networks and mistaken programs do it. */
public final class Mutations {

    private Mutations() {}

    /** One to three changes: a bit flipped, a byte replaced, bytes cut off, added, repeated or taken out. */
    public static byte[] mutate(byte[] bytes, Random random) {
        byte[] result = bytes.clone();
        for (int i = random.nextInt(3); i >= 0; i--) {
            result = change(result, random);
        }
        return result;
    }

    private static byte[] change(byte[] bytes, Random random) {
        if (bytes.length == 0) {
            return new byte[] {(byte) random.nextInt(256)};
        }
        byte[] result = bytes.clone();
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(6)) {
            case 0 -> result[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> result[at] = (byte) random.nextInt(256);
            case 2 -> result = Arrays.copyOf(bytes, at);
            case 3 -> result = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(8));
            case 4 -> System.arraycopy(bytes, 0, result, at, bytes.length - at);
            default -> {
                result = Arrays.copyOf(bytes, bytes.length - 1);
                System.arraycopy(bytes, at + 1, result, at, bytes.length - at - 1);
            }
        }
        return result;
    }
}
