/** DynamoDB Local, AWS's own engine in memory, with the table of the template. */
@NullMarked
package io.github.ecstaskretry.testkit.standin.dynamodb;

import org.jspecify.annotations.NullMarked;
