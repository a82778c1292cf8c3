/** An account into which the template is deployed: what AWS answers when it is asked how the parts are set up. */
@NullMarked
package io.github.ecstaskretry.testkit.standin.account;

import org.jspecify.annotations.NullMarked;
