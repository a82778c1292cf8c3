/** Connects the command line to AWS, and explains errors. */
@NullMarked
package io.github.ecstaskretry.cli.aws;

import org.jspecify.annotations.NullMarked;
