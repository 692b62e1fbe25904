/** Whether somebody speaks, from what the analysis hears. Nothing here is learnt. Next: {@link dev.sotto.quantizer}. */
package dev.sotto.activity;
