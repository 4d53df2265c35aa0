/** Images of OpenEMR in registries. */
package org.openemr.aws.operator.image;
