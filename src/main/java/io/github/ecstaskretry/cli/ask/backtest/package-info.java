/** Replays recorded attempts through policy files, and compares two files by what they decide. */
@NullMarked
package io.github.ecstaskretry.cli.ask.backtest;

import org.jspecify.annotations.NullMarked;
