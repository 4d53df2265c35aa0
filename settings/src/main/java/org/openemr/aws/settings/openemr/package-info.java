/** OpenEMR's own settings, which it keeps in its table {@code globals}. */
package org.openemr.aws.settings.openemr;
