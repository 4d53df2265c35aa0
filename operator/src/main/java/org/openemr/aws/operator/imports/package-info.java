/** What is brought over from another installation: its database as SQL, and the files of its site. Both may be hostile. */
@NullMarked
package org.openemr.aws.operator.imports;

import org.jspecify.annotations.NullMarked;
