/**
 * The prior: what the next token is likely to be, given all tokens before it. A small recurrent network in plain Java,
 * as strict as the codec's, so that two machines agree on every frequency; {@code PRIOR.md} has the whole computation.
 * Next: {@link dev.sotto.entropy}.
 */
package dev.sotto.prior;
