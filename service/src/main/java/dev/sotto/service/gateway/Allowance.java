package dev.sotto.service.gateway;

/** So much a second on average, with bursts: a bucket that fills steadily up to its rim. Not thread-safe. */
final class Allowance {

    private final double perNano;
    private final double rim;
    private double left;
    private long lastNanos;

    /** @param burstSeconds how many seconds' worth may come at once after a pause */
    Allowance(double perSecond, double burstSeconds, long nowNanos) {
        perNano = perSecond / 1e9;
        rim = perSecond * burstSeconds;
        left = rim;
        lastNanos = nowNanos;
    }

    /** @return false if that is too much, now */
    boolean take(double amount, long nowNanos) {
        left = Math.min(rim, left + (nowNanos - lastNanos) * perNano);
        lastNanos = nowNanos;
        if (amount > left) {
            return false;
        }
        left -= amount;
        return true;
    }
}
