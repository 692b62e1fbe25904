/** Beside the book: how well the decoded speech matches the spoken, in the measures of the field. */
package dev.sotto.measure;
