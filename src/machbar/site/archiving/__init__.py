"""The archive of a town: one ZIP that anybody reads without this program: pages, tables, pictures, open duties."""
