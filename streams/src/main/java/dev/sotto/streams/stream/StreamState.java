package dev.sotto.streams.stream;

/**
 * What a processor knows of one stream. It follows from the stream's last records: whoever takes a stream over recalls
 * them, then wakes.
 *
 * @param <R> what the stream's records hold
 */
public interface StreamState<R> {

    /** Takes in a record that was dealt with before, without network and without output; only before {@link #wake}. */
    void recall(R record, Place place);

    /**
     * Makes the network what it would be had it heard all that was recalled. Costs nothing the second time.
     *
     * @return false if that was too little of the stream: what comes next may differ from an undisturbed run
     */
    boolean wake();

    /** Whether it has begun and more of it is expected. */
    boolean isOpen();
}
