package dev.sotto.command;

/** A number of things, in words. */
public final class Count {

    private Count() {}

    /**
     * As "1 file" and "2 files".
     *
     * @param what one of them
     */
    public static String of(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
