/**
 * {@code sotto benchmark}: what the codec costs on this machine, beside what the machine could do and what DJL takes
 * for the same. The JMH benchmarks lie in the packages that they measure. Next: {@link dev.sotto.call}.
 */
package dev.sotto.benchmark;
