/** How the command line reaches AWS, and what it says when it cannot. */
@NullMarked
package io.github.ecstaskretry.cli.aws;

import org.jspecify.annotations.NullMarked;
