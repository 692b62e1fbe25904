package dev.sotto.command;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar on standard error, in one style for all commands; silent where nobody looks. Close it at the end. */
public final class Progress implements AutoCloseable {

    /** The launcher says whether standard error is a terminal; Java 17 cannot tell. */
    static final boolean TERMINAL = Boolean.getBoolean("sotto.terminal");

    private static final int REFRESH_MS = 100;

    private final ProgressBar bar;

    private Progress(ProgressBar bar) {
        this.bar = bar;
    }

    /**
     * @param task what is done, in a word or two
     * @param unit of {@code total}, such as "frames"
     * @param wanted false to be silent in any case
     */
    public static Progress of(String task, String unit, long total, boolean wanted) {
        if (!TERMINAL || !wanted) {
            return new Progress(null);
        }
        return new Progress(new ProgressBarBuilder()
                .setTaskName(task)
                .setUnit(" " + unit, 1)
                .setInitialMax(total)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(REFRESH_MS)
                .build());
    }

    /** Whether a bar is shown to anybody; where not, a long command may print a line now and then. */
    public static boolean isVisible() {
        return TERMINAL;
    }

    public void stepTo(long position) {
        if (bar != null) {
            bar.stepTo(position);
        }
    }

    /** Shows {@code text} behind the bar. */
    public void say(String text) {
        if (bar != null) {
            bar.setExtraMessage(text);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
