/** Tests of a policy file: cases with what the policy should decide. */
@NullMarked
package io.github.ecstaskretry.cli.ask.cases;

import org.jspecify.annotations.NullMarked;
